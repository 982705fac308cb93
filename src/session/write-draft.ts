import { basename, dirname } from 'node:path';
import { parseConfig } from '../config/read-config.js';
import type { Io } from '../io.js';
import type { Lang, Text } from '../model/text.js';
import { draftOf } from './draft.js';
import { summaryOf } from './draft-summary.js';
import { targetOf } from './draft-target.js';
import { yamlOf } from './draft-yaml.js';
import { refuseInputs, refuseOddTargets, writeFiles } from './output.js';
import { type ReadOptions, withSession } from './session.js';

export interface DraftOptions extends ReadOptions {
  /** A file, or a folder. */
  out: string | undefined;
  /** Over a configuration that is there. */
  force: boolean;
}

/** Writes a funnel.yaml beside the exports: what they are, and what a person must look at; says in lines what it wrote. */
export async function writeDraft(options: DraftOptions, lang: Lang, io: Io): Promise<Text[]> {
  const paths = options.paths.length > 0 ? options.paths : ['.'];
  const target = await targetOf(paths, options, io.cwd);
  // Nothing is configured yet, whatever lies in some folder above: the exports must speak for themselves.
  const reading: ReadOptions = {
    ...options,
    paths,
    config: false,
    guess: true,
    maxRejects: { share: 1 },
    anyCurrency: true,
  };
  return withSession(reading, io, async (session) => {
    await refuseOddTargets([target]);
    await refuseInputs(
      [target],
      session.inputs.files.map(({ path }) => path),
    );
    const draft = await draftOf(session, options, dirname(target));
    const content = yamlOf(draft, lang);
    parseConfig(content, target);
    await writeFiles(dirname(target), new Map([[basename(target), content]]));
    return summaryOf(draft, session, { target, paths, cwd: io.cwd });
  });
}
