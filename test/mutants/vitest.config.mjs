import { tests } from './parts.mjs';

// Tags say what a short run leaves out; of a mutant all are asked.
export default { test: { include: tests, strictTags: false } };
