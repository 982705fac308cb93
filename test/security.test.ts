import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folder, funnel } from './cli/run.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const json = (path: string) => JSON.parse(read(path));

/** The cells of the tables in a chapter, without the header rows. */
function rowsIn(page: string, head: string): string[][] {
  const [, chapter = ''] = page.split(`\n## ${head}\n`);
  const lines = (chapter.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(1).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** A package of the lockfile. */
interface Locked {
  license?: string;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
const locked: Record<string, Locked> = json('package-lock.json').packages;

/** The packages that the program's code imports, and those that it is installed with. */
function named(): string[] {
  const files = (readdirSync(join(root, 'src'), { recursive: true }) as string[]).filter(
    (file) => /\.ts$/.test(file) && !/\.d\.ts$|^intake\/scan\/wasm\//.test(file),
  );
  const imports = files.flatMap((file) =>
    [...read(`src/${file}`).matchAll(/^(?:import|export|\}).* from '([^'.][^']*)';$|\bimport\('([^'.][^']*)'\)/gm)].map(
      ([, from, later]) => (from ?? later) as string,
    ),
  );
  const packages = imports.filter((one) => !one.startsWith('node:')).map((one) => /^(?:@[^/]+\/)?[^/]+/.exec(one)?.[0]);
  const { dependencies, peerDependencies } = json('package.json');
  const own = [...packages, ...Object.keys(dependencies)] as string[];
  return [...new Set(own)].filter((one) => !(one in peerDependencies)).sort();
}

/** These packages and all that they depend on, wherever it is installed. */
function withTheirs(names: readonly string[]): [string, Locked][] {
  const found = new Map<string, Locked>();
  const look = (name: string, from: string) => {
    for (let home = from; ; home = home.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
      const path = `${home}${home && '/'}node_modules/${name}`;
      const one = locked[path];
      if (one) {
        if (found.has(path)) return;
        found.set(path, one);
        for (const next of Object.keys({ ...one.dependencies, ...one.optionalDependencies })) look(next, path);
        return;
      }
      if (home === '') throw new Error(`${name} is not in the lockfile`);
    }
  };
  for (const name of names) look(name, '');
  return [...found];
}

describe('what may be hostile, by the README', () => {
  const lines = rowsIn(read('README.md'), 'What may be hostile');

  it('is a page of lines, each with what could happen and what is done', () => {
    expect(lines.length).toBeGreaterThan(20);
    for (const cells of lines) {
      expect(cells).toHaveLength(4);
      expect(cells.slice(1).every((cell) => cell.trim() !== '')).toBe(true);
    }
  });

  it.each(lines.map((cells) => [cells[1] as string, cells[3] as string]))('%s: a test holds it', (_, held) => {
    const [, file = '', sentence = ''] = /^`(test\/\S+\.test\.ts)`: (.+)$/.exec(held) ?? [];
    expect([held, existsSync(join(root, file))]).toEqual([held, true]);
    expect(read(file)).toContain(sentence);
  });
});

describe('the packages', () => {
  const table = rowsIn(read('.github/SECURITY.md'), 'What it is built of').filter(
    ([first]) => !/^-+/.test(first ?? ''),
  );

  it('are each justified, with the licence that they are under and the day of their release, and no other is', () => {
    expect(table.map(([name]) => name)).toEqual(named());
    for (const [name = '', use = '', licence, day = ''] of table) {
      expect([name, use.length > 10]).toEqual([name, true]);
      expect([name, licence]).toEqual([name, locked[`node_modules/${name}`]?.license]);
      expect([name, day]).toEqual([name, expect.stringMatching(/^(?:by )?20\d\d-\d\d-\d\d$/)]);
    }
  });

  it('installs nothing that runs: no scripts, a hash of each, none from git or an address, licences that anybody may use', () => {
    const all = withTheirs(named());
    expect(all.length).toBeGreaterThan(table.length);
    const odd = all.filter(
      ([, { license = '', integrity, resolved, hasInstallScript }]) =>
        hasInstallScript ||
        !integrity?.startsWith('sha512-') ||
        !(resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.npmjs.org/') ||
        license.split(' AND ').some((one) => !LICENCES.has(one)),
    );
    expect(odd).toEqual([]);
  });

  it('are pinned to the digit', () => {
    const { dependencies, devDependencies } = json('package.json');
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version)),
    );
    expect(loose).toEqual([]);
  });

  it('have been looked at by hand, on a day', () => {
    const checks = rowsIn(read('.github/SECURITY.md'), 'Checked by hand');
    expect(checks.length).toBeGreaterThan(3);
    const days = checks.map(([day = '']) => day);
    expect(days.every((day) => /^20\d\d-\d\d-\d\d$/.test(day))).toBe(true);
    expect(days).toEqual([...days].sort().reverse());
  });
});
const LICENCES = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0']);

it('unfolds no entity that a page declares, and fetches none', async () => {
  const cells = (row: readonly string[]) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  const page = `<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
<html><body><table>${cells(['Day', 'Source', 'Cost'])}${cells(['2026-10-01', 'x&b;&c;', '5'])}</table></body></html>`;
  const { out, code } = await funnel(['sources', folder({ 'ads.xls': page }), '--currency', 'RUB', '-f', 'csv']);
  expect([code, out.split('\n')[1]?.split(',')[0]]).toEqual([0, 'x&b;&c;']);
});

describe('the forms of an issue', () => {
  const forms = readdirSync(join(root, '.github/ISSUE_TEMPLATE')).filter((file) => file !== 'config.yml');

  it.each(forms)('%s asks for an export without its people, never for a real one', (file) => {
    const form = parse(read(`.github/ISSUE_TEMPLATE/${file}`));
    expect([typeof form.name, typeof form.description, Array.isArray(form.body)]).toEqual(['string', 'string', true]);
    for (const { type, id, attributes } of form.body) {
      expect(['markdown', 'textarea', 'input', 'checkboxes', 'dropdown']).toContain(type);
      expect(type === 'markdown' ? attributes.value : attributes.label).toMatch(/[a-z][\s\S]*[а-я]/i);
      if (type !== 'markdown') expect(id).toMatch(/^[a-z]+$/);
    }
    const head = form.body.find(({ id }: { id?: string }) => id === 'head');
    expect(head.attributes.description).toContain('funnel anonymize');
  });

  it('cannot be gone round by a blank issue, and send holes elsewhere', () => {
    const { blank_issues_enabled, contact_links } = parse(read('.github/ISSUE_TEMPLATE/config.yml'));
    expect([blank_issues_enabled, contact_links.length]).toEqual([false, 1]);
  });
});
