/**
 * A vassal whose every line can be accounted for: `node scribe.js NAME TOTAL SEED`.
 *
 * Prints lines `NAME LIFE NUMBER …`, numbered from 1 in each life, in chunks that end anywhere. After each chunk it notes in
 * `acks/NAME.LIFE` how many bytes of whole lines are printed for certain; when TOTAL lines of all lives are, it makes `done/NAME`.
 */
import {openSync, readdirSync, readFileSync, writeFileSync, writeSync} from 'node:fs';
import {randomNumbers, scribeLine} from './scripture.js';

const [name = '', total = '0', seed = '0'] = process.argv.slice(2);
const acked = readdirSync('acks')
	.filter(file => file.startsWith(`${name}.`))
	.map(file => Number(readFileSync(`acks/${file}`, 'utf8')));
const life = acked.length + 1;
const ack = openSync(`acks/${name}.${life}`, 'w');
const wanted = Number(total) - acked.reduce((sum, count) => sum + count, 0);
const random = randomNumbers(Number(seed) + life);

let text = '';
let printed = 0;
for (let number = 1; number <= wanted || text !== ''; ) {
	while (text.length < 16_384 && number <= wanted) {
		text += scribeLine(name, life, number++);
	}
	// Often short, now and then more than a pipe takes as a whole.
	const chunk = text.slice(0, 1 + Math.floor(random() ** 3 * 16_384));
	writeAll(chunk);
	text = text.slice(chunk.length);
	printed += chunk.split('\n').length - 1;
	writeSync(ack, String(printed).padEnd(12), 0);
}
writeFileSync(`done/${name}`, '');
setInterval(() => undefined, 60_000);

function writeAll(chunk: string): void {
	const bytes = Buffer.from(chunk);
	for (let start = 0; start < bytes.length; ) {
		start += writeSync(1, bytes, start);
	}
}
