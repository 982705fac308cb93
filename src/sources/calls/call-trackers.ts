import type { Source } from '../define-source.js';
import { calltouch } from './calltouch.js';
import { comagic } from './comagic.js';
import { mango } from './mango.js';

/** Every known call tracking. Adding one: its file, and a line here. */
export const CALLS: readonly Source[] = [calltouch, comagic, mango];
