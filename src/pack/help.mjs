// The program for helps: `src/help.ts` with the words of all commands, without what they do. What is loaded once a command
// runs stays out, and of reports it has their questions alone, as they come out when it is built.
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const usual = {
  ...{ bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify: true, logLevel: 'warning' },
  alias: { 'node:child_process': './src/pack/no-programs.ts' },
};
const [{ text }] = (await build({ ...usual, entryPoints: ['src/reports/report-questions.ts'], write: false }))
  .outputFiles;
const made = { exports: {} };
new Function('module', 'exports', 'require', text)(made, made.exports, createRequire(import.meta.url));

const withoutWork = {
  name: 'without work',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ kind }) => (kind === 'dynamic-import' ? { external: true } : undefined));
    onLoad({ filter: /reports.report-questions\.ts$/ }, () => ({
      contents: `export const QUESTIONS = ${JSON.stringify(made.exports.QUESTIONS)}`,
    }));
  },
};
await build({
  ...usual,
  entryPoints: ['src/help.ts'],
  outfile: 'dist/help.cjs',
  lineLimit: 160,
  plugins: [withoutWork],
});
