import {styled} from '../styled.js';
import type {Row} from './inspector-rows.js';

/** A row as the compositor wants it. Its texts are harmless already. */
export const drawRow = (row: Row): string => row.map(styled).join('');
