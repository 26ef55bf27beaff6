import {useCallback, useEffect, useRef, useState} from 'react';
import {remember, type Said} from '../messages.js';

/** What is said on the last line for a while, all that was said before, and how to say something. */
export const useMessages = (
	before: readonly string[],
): {
	readonly message: string | undefined;
	readonly said: readonly Said[];
	readonly say: (text: string) => void;
	/** What is true of this moment only: the next thing that is done takes it away. */
	readonly remark: (text: string) => void;
	/** Something was done. */
	readonly goOn: () => void;
	/** Keeps it only, where it is seen elsewhere. */
	readonly keep: (text: string) => void;
} => {
	const [message, setMessage] = useState<string>();
	const [said, setSaid] = useState<readonly Said[]>([]);
	const timer = useRef<NodeJS.Timeout>(undefined);
	const isPassing = useRef(false);
	const keep = useCallback((text: string) => setSaid(known => remember(known, text, Date.now())), []);
	const say = useCallback(
		(text: string) => {
			clearTimeout(timer.current);
			timer.current = setTimeout(() => setMessage(undefined), readingTime(text));
			isPassing.current = false;
			setMessage(text);
			keep(text);
		},
		[keep],
	);
	const remark = useCallback(
		(text: string) => {
			say(text);
			isPassing.current = true;
		},
		[say],
	);
	const goOn = useCallback(() => {
		if (isPassing.current) {
			clearTimeout(timer.current);
			setMessage(undefined);
		}
	}, []);
	const [first] = useState(before);
	useEffect(() => {
		const [only, ...others] = first;
		for (const text of others) {
			keep(text);
		}
		if (only !== undefined) {
			say(others.length === 0 ? only : `${only} (and ${others.length} more)`);
		}
		return () => clearTimeout(timer.current);
	}, [first, say, keep]);
	return {message, said, say, remark, goOn, keep};
};

/** Milliseconds a message stays: long ones are trouble, and take longer to read. */
const readingTime = (text: string): number => Math.min(12_000, Math.max(4000, text.length * 80));
