import {Box} from 'ink';
import {useLayoutEffect} from 'react';
import type {PaneSource, Rect} from '../../screen/compositor.js';
import {useCanvas} from '../hooks/use-canvas.js';

export type LogPaneProps = {
	readonly id: string;
	/** On the screen, not in the parent. */
	readonly rect: Rect;
	readonly source: PaneSource;
	readonly follow: (onGrowth: () => void) => () => void;
};

/** An empty box as far as Ink is concerned: its rows are painted by the compositor, past React. */
export const LogPane = ({id, rect, source, follow}: LogPaneProps) => {
	const canvas = useCanvas();
	const {x, y, width, height} = rect;
	useLayoutEffect(() => {
		canvas.place(id, {x, y, width, height}, source);
	}, [canvas, id, x, y, width, height, source]);
	useLayoutEffect(() => () => canvas.remove(id), [canvas, id]);
	useLayoutEffect(() => follow(() => canvas.touch(id)), [canvas, id, follow]);
	return <Box width={width} height={height} />;
};
