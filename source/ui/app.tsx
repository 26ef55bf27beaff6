import {Box} from 'ink';
import {useCallback, useEffect, useRef, useState} from 'react';
import type {EmperorClient} from '../client/emperor-client.js';
import type {Rect} from '../screen/compositor.js';
import {Header} from './components/header.js';
import {HelpScreen} from './components/help-screen.js';
import {LastLine} from './components/last-line.js';
import {badgeWidthOf, VassalLine} from './components/vassal-line.js';
import {VassalPanel} from './components/vassal-panel.js';
import {Waiting} from './components/waiting.js';
import {useEmperor} from './hooks/use-emperor.js';
import {useNow} from './hooks/use-now.js';
import {type Sized, useTerminalSize} from './hooks/use-terminal-size.js';
import {bindingFor} from './keys.js';
import {layOut} from './layout.js';
import {
	answer,
	focusIndex,
	freshModel,
	type Model,
	type Reaction,
	type Request,
	react,
	type Sight,
} from './model.js';
import {noteRows} from './note-rows.js';
import {selectHeader} from './selectors/header.js';
import {type PanelView, selectPanel} from './selectors/panel.js';
import {selectTempo} from './selectors/tempo.js';
import type {Look} from './theme.js';

export type AppProps = {
	readonly client: EmperorClient;
	readonly terminal: Sized;
	/** Calls with the name of each key; returns what ends that. */
	readonly listenToKeys: (onKey: (key: string) => void) => () => void;
	readonly redraw: () => void;
	readonly look: Look;
	/** How the person wants to begin. */
	readonly begin: Partial<Model>;
	/** What the emperor looks for, in the words it was given: shown while nothing is found. */
	readonly lookingFor: string;
};

/** The whole screen but for the log rows: line one, the vassals, the last line. */
export const App = ({client, terminal, listenToKeys, redraw, look, begin, lookingFor}: AppProps) => {
	const snapshot = useEmperor(client);
	const {columns, rows} = useTerminalSize(terminal);
	const [model, setModel] = useState(() => freshModel(begin));
	const isPaused = Object.keys(model.scrolled).length > 0;
	const now = useNow(client.now, isPaused ? 1000 : selectTempo(snapshot, client.now()));
	const [message, setMessage] = useMessage();

	const ids = snapshot.vassals.map(({id}) => id);
	const focus = focusIndex(model, ids);
	const layout = layOut(columns, rows, ids.length, {
		chosen: model.chosenLayout,
		isZoomed: model.isZoomed,
		focus,
	});
	const vitals = client.getVitals();
	const views = snapshot.vassals.map(vassal => selectPanel(vassal, now, vitals.resident[vassal.id]));
	const focusedRect = layout.panels.find(({index}) => index === focus)?.rect;

	const request = async (asked: Request): Promise<void> => {
		if (asked.type === 'redraw') {
			redraw();
			return;
		}
		const reply = await client.send(asked);
		if (!reply.ok) {
			setMessage(reply.reason);
		} else if (asked.type === 'tell') {
			setMessage(`${asked.command} → ${views.find(({id}) => id === asked.id)?.name ?? asked.id}`);
		}
	};

	const latest = useRef<{model: Model; press: (key: string) => void}>({model, press: () => undefined});
	latest.current.press = key => {
		const {current} = latest;
		const sight: Sight = {
			ids,
			layout,
			log: client.log,
			logHeight: logHeightOf(views[focus], focusedRect),
			hasProcesses: snapshot.vassals.some(({state}) => state !== 'suspended' && state !== 'refused'),
			isRagnarok: snapshot.ragnarok !== undefined,
		};
		const reaction = take(current.model, key, sight);
		current.model = reaction.model;
		setModel(reaction.model);
		if (reaction.request !== undefined) {
			void request(reaction.request);
		}
	};
	useEffect(() => listenToKeys(key => latest.current.press(key)), [listenToKeys]);

	const badgeWidth = Math.max(0, ...views.map(badgeWidthOf));
	const body = {width: columns, height: Math.max(1, rows - 2)};
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Header
				view={selectHeader(snapshot, vitals, now)}
				page={layout.page}
				pages={layout.kind === 'zoom' ? 1 : layout.pages}
				width={columns}
				look={look}
			/>
			{model.dialog?.kind === 'help' ? (
				<HelpScreen layout={layout.kind} top={model.dialog.top} {...body} />
			) : ids.length === 0 ? (
				<Waiting lookingFor={lookingFor} {...body} />
			) : (
				<Box {...body}>
					{layout.rows.length === 0 ? null : (
						<Box flexDirection="column" width={layout.rows[0]?.rect.width}>
							{layout.rows.map(({index, rect}) => {
								const view = views[index];
								return view === undefined ? null : (
									<VassalLine
										key={view.id}
										view={view}
										number={index + 1}
										width={rect.width}
										badgeWidth={badgeWidth}
										isFocused={index === focus}
										look={look}
									/>
								);
							})}
						</Box>
					)}
					{layout.panels.map(({index, rect}) => {
						const view = views[index];
						return view === undefined ? null : (
							<Box key={view.id} position="absolute" marginLeft={rect.x} marginTop={rect.y - 1}>
								<VassalPanel
									view={view}
									number={index + 1}
									rect={rect}
									log={client.log(view.id)}
									top={model.scrolled[view.id]}
									isFocused={index === focus}
									look={look}
								/>
							</Box>
						);
					})}
				</Box>
			)}
			<LastLine
				layout={layout.kind}
				dialog={model.dialog}
				message={message}
				subject={views[focus]?.name ?? ''}
				vassalCount={ids.length}
				isRagnarok={snapshot.ragnarok !== undefined}
				width={columns}
			/>
		</Box>
	);
};

const logHeightOf = (view: PanelView | undefined, panel: Rect | undefined): number =>
	view === undefined || panel === undefined
		? 1
		: Math.max(1, panel.height - 2 - noteRows(view, panel).length);

const take = (model: Model, key: string, sight: Sight): Reaction => {
	const {dialog} = model;
	if (dialog !== undefined && key !== 'ctrl+c') {
		return answer(model, dialog, key);
	}
	const binding = bindingFor(key, sight.layout.kind);
	return binding === undefined ? {model} : react(model, binding.command, key, sight);
};

/** Milliseconds a message stays. */
const readingTime = 4000;

const useMessage = (): [string | undefined, (text: string) => void] => {
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
