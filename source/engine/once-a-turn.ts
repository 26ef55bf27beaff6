/** Does something when all else of this turn of the event loop is done, however often that is asked for. */
export const onceATurn = (act: () => void): {readonly ask: () => void; readonly cancel: () => void} => {
	let coming: NodeJS.Immediate | undefined;
	return {
		ask: () => {
			coming ??= setImmediate(() => {
				coming = undefined;
				act();
			});
		},
		cancel: () => {
			clearImmediate(coming);
			coming = undefined;
		},
	};
};
