import { DEFAULT_WIDTH, type Io } from '../src/io.js';

/** The outside world of a run that nobody listens to. */
export const silentIo = (cwd = '/'): Io => ({
  ...{ out() {}, err() {}, input: () => undefined },
  ...{ width: DEFAULT_WIDTH, isTerminal: false, env: {}, cwd },
});
