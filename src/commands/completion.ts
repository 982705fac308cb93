import { EXIT, text, UserError } from '../error.js';
import { meantOf } from '../model/meant.js';
import { type CommandDefinition, examples } from './define-command.js';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
const MANUAL = 'man';

/** `all`: the commands that the manual is of, itself among them. */
export const completion = (all: () => readonly CommandDefinition[]): CommandDefinition => ({
  name: 'completion',
  description: text(
    'what a shell needs to complete commands, options and their values; with man the manual page',
    'скрипт, по которому оболочка дополняет команды, параметры и их значения; с man — страница руководства',
  ),
  examples: examples(
    'eval "$(funnel completion bash)"                 # ~/.bashrc',
    'source <(funnel completion zsh)                  # ~/.zshrc, below compinit',
    'funnel completion fish | source                  # ~/.config/fish/config.fish',
    'funnel completion powershell | Out-String | iex  # $PROFILE',
    'funnel completion man | man -l -',
  ),
  paths: text(`for which shell: ${SHELLS.join(', ')}; or man`, `для какой оболочки: ${SHELLS.join(', ')}; или man`),
  place: 'completion',
  offers: { words: [...SHELLS, MANUAL] },
  async run({ paths, lang, io }) {
    const [word = '', ...more] = paths;
    const shell = SHELLS.find((one) => one === word);
    if (more.length > 0 || (shell === undefined && word !== MANUAL))
      throw new UserError(word === '' ? text('for which shell?', 'для какой оболочки?') : unknown(paths.join(' ')), {
        hint: meantOf(word, [...SHELLS, MANUAL]),
      });
    const { manualPage, shellScript } = await import('./shell-scripts.js');
    io.out(shell === undefined ? manualPage(all(), lang()) : shellScript(shell));
    return EXIT.done;
  },
});

const unknown = (words: string) => text(`there is no completion for ${words}`, `дополнения для ${words} нет`);
