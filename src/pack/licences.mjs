// The licences of what the bundle was made of: each asks that its words go where the code goes.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const [bundled, out] = ['dist/bundled.json', 'dist/LICENCES.txt'];

const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
const folders = new Set(
  Object.keys(JSON.parse(readFileSync(bundled, 'utf8')).inputs).flatMap((path) => PACKAGE.exec(path)?.[0] ?? []),
);
const parts = [...folders].map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  // Some name it and have no file of it.
  const words = file === undefined ? `${license}, as its package.json says` : readFileSync(`${folder}/${file}`, 'utf8');
  return { name, text: `${name} ${version} (${license})\n\n${words.replaceAll('\r\n', '\n').trim()}\n` };
});
parts.sort((a, b) => (a.name < b.name ? -1 : 1));
writeFileSync(out, parts.map(({ text }) => text).join(`\n${'-'.repeat(80)}\n\n`));
rmSync(bundled);
