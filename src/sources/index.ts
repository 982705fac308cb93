import { google } from './ads/google.js';
import type { Source } from './define.js';

/** Every known platform. Adding one: its file, and a line here. */
export const SOURCES: readonly Source[] = [google];
