import {bashScript} from './bash.js';
import {fishScript} from './fish.js';
import type {Grammar} from './grammar.js';
import {zshScript} from './zsh.js';

const scripts = {bash: bashScript, zsh: zshScript, fish: fishScript} as const;

export type Shell = keyof typeof scripts;

/** The shells that can be told how to complete `emperor`. */
export const shells: readonly Shell[] = ['bash', 'zsh', 'fish'];

export const completionScript = (shell: Shell, grammar: Grammar): string => scripts[shell](grammar);
