import {Box} from 'ink';
import {useEffect, useRef, useState} from 'react';
import type {EmperorClient} from '../client/emperor-client.js';
import type {VassalId} from '../core/event.js';
import {isVassal} from '../core/is-vassal.js';
import type {LogReader} from '../logs/log-reader.js';
import type {LogStudy} from '../study/log-study.js';
import type {Studies} from '../study/studies.js';
import {Body} from './components/body.js';
import {Header} from './components/header.js';
import {LastLine} from './components/last-line.js';
import type {Errands} from './errands.js';
import {fulfil} from './fulfil.js';
import {useArrangement} from './hooks/use-arrangement.js';
import {useEmperor} from './hooks/use-emperor.js';
import {type Heralds, useHeralds} from './hooks/use-heralds.js';
import {useInspector} from './hooks/use-inspector.js';
import {useKeptFocus} from './hooks/use-kept-focus.js';
import {useMessages} from './hooks/use-messages.js';
import {useModel} from './hooks/use-model.js';
import {useNotices} from './hooks/use-notices.js';
import {useNow} from './hooks/use-now.js';
import {useReadings} from './hooks/use-readings.js';
import {useStudies} from './hooks/use-studies.js';
import {type Sized, useTerminalSize} from './hooks/use-terminal-size.js';
import {type Binding, keyFor, spellCommands, wordedFor} from './keys.js';
import {bodyOf} from './layout.js';
import {lastErrorInBrief} from './log/last-error.js';
import type {LogView} from './log/log-view.js';
import {merged, type Reading} from './log/readings.js';
import {spelledOut} from './log/spelled-out.js';
import {Unseen} from './log/unseen.js';
import {markedAmong, mergedAmong, subjectsOf} from './marks.js';
import {freshModel, type Model, type Reaction, type Request} from './model.js';
import {mergedRect} from './note-rows.js';
import {selectHeader} from './selectors/header.js';
import {asLastKnown, nameIn, selectPanel} from './selectors/panel.js';
import {selectTempo} from './selectors/tempo.js';
import {selectTitle} from './selectors/title.js';
import {logsSeen, type Scene, see} from './sight.js';
import {comeBack, type Input, settle, take, turnAway} from './take.js';
import type {Look} from './theme.js';

export type AppProps = {
	readonly client: EmperorClient;
	/** What is understood of its logs. */
	readonly studies: Studies;
	readonly terminal: Sized & Heralds & {readonly heedMouse: (isWanted: boolean) => void};
	/** Calls with the name of each key, what the mouse does, what is pasted, what becomes of the focus; returns what ends that. */
	readonly listenToInput: (onInput: (input: Input) => void) => () => void;
	readonly errands: Errands;
	readonly redraw: () => void;
	readonly look: Look;
	/** Whether a vassal that turns bad is to be heard. */
	readonly hasBell: boolean;
	/** How the person wants to begin. */
	readonly begin: Partial<Model>;
	/** What the emperor looks for, in the words it was given: shown while nothing is found. */
	readonly lookingFor: string;
	/** What keys mean, as the person has it. */
	readonly keymap: readonly Binding[];
	/** What is wrong with the person's own settings: said first. */
	readonly complaints: readonly string[];
	/** Where the emperor is, in few words, if it runs elsewhere. */
	readonly attachedTo: string | undefined;
};

/** The whole screen but for the log rows: line one, the vassals, the last line. */
export const App = (props: AppProps) => {
	const {client, studies, terminal, listenToInput, errands, redraw, look, hasBell, begin, lookingFor} = props;
	const {keymap, complaints, attachedTo} = props;
	const snapshot = useEmperor(client);
	const {columns, rows} = useTerminalSize(terminal);
	const {model: held, latest} = useModel(() => freshModel(begin));
	const vitals = client.getVitals();
	const inspectedId = held.inspected?.id;
	const now = useNow(client.now, () => selectTempo(held, snapshot, client.getVitals(), client.now()));
	const {message, said, say, remark, goOn, keep} = useMessages(complaints);
	const [bindings] = useState(() => keymap.map(binding => wordedFor(attachedTo !== undefined, binding)));

	const {vassals, ids, layoutOf} = useArrangement(snapshot.vassals, {columns, rows}, held, vitals, now);
	const model = useKeptFocus(held, latest, ids);
	const body = bodyOf(columns, rows);
	useStudies(
		studies,
		ids.map(id => client.log(id)),
	);
	const studyOf = (id: VassalId): LogStudy => studies.of(client.log(id));
	const [unseen] = useState(() => new Unseen());
	const lookAt = (seen: Model): void => {
		for (const id of logsSeen(seen, ids, layoutOf(seen))) {
			unseen.look(id, studyOf(id).errors);
		}
	};
	lookAt(model);
	const latestViews = vassals.map(vassal =>
		selectPanel(vassal, now, vitals, {
			unseenErrors: unseen.count(vassal.id, studyOf(vassal.id).errors),
			lastError: () => lastErrorInBrief(client.log(vassal.id), studyOf(vassal.id)),
		}),
	);

	const isOutdated = snapshot.notices.some(({outdatesAll}) => outdatesAll);
	const views = isOutdated ? latestViews.map(asLastKnown) : latestViews;

	const request = async (asked: Request): Promise<void> => {
		const outcome = await fulfil(asked, {client, studies, errands, redraw}, views);
		if (outcome !== undefined) {
			(asked.type === 'copy' ? remark : say)(outcome);
		}
	};

	const inspector = useInspector(client, snapshot, inspectedId, studyOf, {
		now,
		pane: mergedRect(body),
		look,
		bindings,
	});

	const logOf = (id: VassalId): LogReader =>
		model.areControlsShown ? spelledOut(client.log(id)) : client.log(id);
	const readingOf = (id: VassalId, view: LogView): Reading =>
		readings.of(
			id,
			(id === merged ? mergedAmong(model, ids) : [id]).map(each => [each, logOf(each)]),
			view,
		);
	const markable = vassals.filter(isVassal).map(({id}) => id);
	const scene: Scene = {
		ids,
		markable,
		views,
		layoutOf,
		readingOf,
		said,
		body,
		look,
		...(inspector && {inspector: inspector.size}),
		hasProcesses: snapshot.vassals.some(({state}) => state !== 'suspended' && state !== 'refused'),
		isRagnarok: snapshot.ragnarok !== undefined,
		isAttached: attachedTo !== undefined,
		bindings,
		nameOf: id => nameIn(views, id),
	};

	const hands = useRef<Hands>({take: () => undefined, settle: () => undefined});
	const readings = useReadings(() => hands.current.settle(), studyOf);
	const follow = (reaction: Reaction): void => {
		latest.set(reaction.model);
		if (reaction.request !== undefined) {
			void request(reaction.request);
		}
		if (reaction.message !== undefined) {
			remark(spellCommands(reaction.message, bindings));
		}
	};
	hands.current.take = input => {
		// What is left has been seen until now.
		lookAt(latest.get());
		if (typeof input === 'object' && 'hasFocus' in input) {
			follow({model: turnAway(latest.get(), input.hasFocus)});
			return;
		}
		const before = comeBack(latest.get());
		const reaction = take(before, input, see(before, scene));
		if (reaction.model !== before) {
			goOn();
		}
		follow(reaction);
	};
	hands.current.settle = () => follow(settle(latest.get(), see(latest.get(), scene)));
	useEffect(() => listenToInput(input => hands.current.take(input)), [listenToInput]);
	useHeralds(terminal, selectTitle(snapshot, now, look), latestViews, now, hasBell);
	useNotices(snapshot.notices, keep);
	useEffect(() => terminal.heedMouse(model.hasMouse), [terminal, model.hasMouse]);

	const sight = see(model, scene);
	const {mode, layout} = sight;
	const header = selectHeader(snapshot, vitals, now);
	const subjects = subjectsOf(model, ids);
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Header
				view={header}
				attachedTo={attachedTo}
				page={layout.page}
				pages={layout.kind === 'zoom' ? 1 : layout.pages}
				width={columns}
				wholeKey={keyFor('messages', bindings)}
				look={look}
			/>
			<Body
				model={model}
				sight={sight}
				views={views}
				readingOf={readingOf}
				inspectorRows={inspector?.rows ?? []}
				said={said}
				lookingFor={lookingFor}
				header={header}
				wallNow={client.wallNow}
				instances={vitals.instances}
				rect={body}
				look={look}
			/>
			<LastLine
				mode={mode}
				dialog={model.dialog}
				message={message}
				subject={model.dialog?.kind === 'confirm-tell' ? nameIn(views, model.dialog.ids[0] ?? '') : ''}
				badges={views.filter(({id}) => subjects.includes(id)).map(({badge}) => badge.name)}
				markedCount={inspectedId === undefined ? markedAmong(model, ids).length : 0}
				areAllMarked={markedAmong(model, ids).length === markable.length}
				vassalCount={markable.length}
				isRagnarok={snapshot.ragnarok !== undefined}
				isAttached={attachedTo !== undefined}
				bindings={bindings}
				width={columns}
				look={look}
			/>
		</Box>
	);
};

/** What is done with the scene that was drawn last. */
type Hands = {take: (input: Input) => void; settle: () => void};
