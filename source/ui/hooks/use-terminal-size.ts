import {useEffect, useState} from 'react';

export type Size = {readonly columns: number; readonly rows: number};

/** What a terminal has to offer a screen. */
export type Sized = {
	readonly size: () => Size;
	readonly onResize: (onResize: () => void) => () => void;
};

export const useTerminalSize = (terminal: Sized): Size => {
	const [size, setSize] = useState(() => terminal.size());
	useEffect(() => terminal.onResize(() => setSize(terminal.size())), [terminal]);
	return size;
};
