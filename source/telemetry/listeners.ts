import {createReadStream} from 'node:fs';
import {readdir, readFile, readlink} from 'node:fs/promises';
import {createInterface} from 'node:readline';

/** A socket at which some process listens. */
export type Listener = {
	/** `127.0.0.1:8000`, `[::1]:8000`, `/run/app.sock`, `@abstract`. */
	readonly address: string;
	/** Who has it open and may accept callers. */
	readonly pids: readonly number[];
};

export type Sockets = {
	readonly listeners: readonly Listener[];
	/** How many other sockets they have open: connections, mostly. */
	readonly others: number;
};

/** The sockets of some processes, from Linux's /proc; none elsewhere, and of processes that are not ours to look at. */
export const readSockets = async (pids: readonly number[]): Promise<Sockets> => {
	const owners = new Map<string, number[]>();
	for (const pid of pids) {
		for (const inode of await inodesOf(pid)) {
			owners.set(inode, [...(owners.get(inode) ?? []), pid]);
		}
	}
	const [first] = pids;
	if (first === undefined || owners.size === 0) {
		return {listeners: [], others: 0};
	}
	// Of the vassal's own network, which need not be ours.
	const listeners = await listenersAmong(first, tables, ({inode}) => owners.has(inode));
	return {
		listeners: [...listeners]
			.map(([inode, address]) => ({address, pids: owners.get(inode) ?? []}))
			.sort((a, b) => (a.address < b.address ? -1 : 1)),
		others: owners.size - listeners.size,
	};
};

/** Sockets at which somebody listens, in the network of a process: addresses by inode. */
const listenersAmong = async (
	pid: number | 'self',
	among: typeof tables,
	isWanted: (found: Found) => boolean,
): Promise<ReadonlyMap<string, string>> => {
	const listeners = new Map<string, string>();
	for (const table of among) {
		await eachLine(`/proc/${pid}/net/${table.name}`, line => {
			const found = table.read(line);
			if (found !== undefined && isWanted(found)) {
				listeners.set(found.inode, found.address);
			}
		});
	}
	return listeners;
};

/** Who listens at a TCP port already; without a pid where that is not ours to see. */
export type Occupant = {readonly pid?: number; readonly command?: string};

/** Looks who would be in the way of listening at a port; `host` is empty for every address of the machine. */
export const findOccupant = async (host: string, port: number): Promise<Occupant | undefined> => {
	const isInTheWay = ({address}: Found): boolean => {
		const colon = address.lastIndexOf(':');
		const there = address.slice(0, colon);
		return (
			Number(address.slice(colon + 1)) === port &&
			(host === '' || there === host || there === '0.0.0.0' || there === '[::]')
		);
	};
	const [found] = await listenersAmong('self', tables.slice(0, 2), isInTheWay);
	if (found === undefined) {
		return undefined;
	}
	for (const name of await readdir('/proc').catch(() => [])) {
		const pid = Number(name);
		if (Number.isInteger(pid) && (await inodesOf(pid)).includes(found[0])) {
			const command = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim();
			return {pid, ...(command === '' ? {} : {command})};
		}
	}
	return {};
};

const inodesOf = async (pid: number): Promise<readonly string[]> => {
	const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
	const inodes: string[] = [];
	for (const descriptor of descriptors.slice(0, mostDescriptors)) {
		const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
		const [, inode] = /^socket:\[(\d+)\]$/.exec(target) ?? [];
		if (inode !== undefined) {
			inodes.push(inode);
		}
	}
	return inodes;
};

const mostDescriptors = 1000;

type Found = {readonly address: string; readonly inode: string};

/** Only what listens: state 0A of TCP, the flag __SO_ACCEPTCON of unix sockets. */
const readTcp = (line: string): Found | undefined => {
	const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/, 10);
	return state === '0A' ? {address: spellAddress(local), inode} : undefined;
};

const readUnix = (line: string): Found | undefined => {
	const [, , , flags = '', , , inode = '', ...path] = line.trim().split(' ').filter(Boolean);
	return Number.parseInt(flags, 16) & 0x1_0000
		? {address: path.length === 0 ? 'a socket without a name' : path.join(' '), inode}
		: undefined;
};

const tables: readonly {readonly name: string; readonly read: (line: string) => Found | undefined}[] = [
	{name: 'tcp', read: readTcp},
	{name: 'tcp6', read: readTcp},
	{name: 'unix', read: readUnix},
];

/** `0100007F:1F40`: words of four bytes, each with its lowest byte first (on every machine that Node is built for). */
const spellAddress = (text: string): string => {
	const [address = '', port = ''] = text.split(':');
	const bytes = (address.match(/.{8}/g) ?? []).flatMap(word => word.match(/../g)?.reverse() ?? []);
	const number = Number.parseInt(port, 16);
	if (bytes.length === 4) {
		return `${bytes.map(byte => Number.parseInt(byte, 16)).join('.')}:${number}`;
	}
	const groups = bytes.join('').match(/.{4}/g) ?? [];
	// As a URL is written: the longest row of zeros is left out.
	return `${new URL(`http://[${groups.join(':')}]`).hostname}:${number}`;
};

/** A machine may have a hundred thousand connections: it is read piece by piece, and only so far. */
const eachLine = async (path: string, take: (line: string) => void): Promise<void> => {
	try {
		const input = createReadStream(path, {encoding: 'latin1', end: mostBytes});
		for await (const line of createInterface({input})) {
			take(line);
		}
	} catch {
		// Gone, or not ours to look at.
	}
};

const mostBytes = 8_000_000;
