import { tests } from './parts.mjs';

export default { test: { include: tests } };
