import {useEffect, useRef} from 'react';
import type {EmpireSnapshot} from '../../core/snapshot.js';

/** What the emperor announces on the first line goes when it is over; here it is kept each time it comes. */
export const useNotices = (notices: EmpireSnapshot['notices'], keep: (text: string) => void): void => {
	const known = useRef<EmpireSnapshot['notices']>([]);
	useEffect(() => {
		const before = new Set(known.current.map(({text}) => text));
		for (const {text} of notices.filter(notice => !before.has(notice.text))) {
			keep(text);
		}
		known.current = notices;
	}, [notices, keep]);
};
