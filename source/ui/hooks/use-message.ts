import {useCallback, useEffect, useRef, useState} from 'react';

/** What is said on the last line for a while, and how to say it. */
export const useMessage = (): [string | undefined, (text: string) => void] => {
	const [message, setMessage] = useState<string>();
	const timer = useRef<NodeJS.Timeout>(undefined);
	const show = useCallback((text: string) => {
		clearTimeout(timer.current);
		timer.current = setTimeout(() => setMessage(undefined), readingTime);
		setMessage(text);
	}, []);
	useEffect(() => () => clearTimeout(timer.current), []);
	return [message, show];
};

/** Milliseconds a message stays. */
const readingTime = 4000;
