#!/usr/bin/env node
import {keepCompiled} from './compile-cache.js';

keepCompiled(process.env);
await import('./cli.js');
