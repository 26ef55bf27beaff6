import {createContext, useContext} from 'react';
import type {Compositor} from '../../screen/compositor.js';

/** Where log panes are painted. */
export type Canvas = Pick<Compositor, 'place' | 'remove' | 'touch' | 'forget'>;

export const CanvasContext = createContext<Canvas | undefined>(undefined);

export const useCanvas = (): Canvas => {
	const canvas = useContext(CanvasContext);
	if (canvas === undefined) {
		throw new Error('ui: a log pane outside of a canvas');
	}
	return canvas;
};
