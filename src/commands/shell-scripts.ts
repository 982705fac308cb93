import { script } from '@bomb.sh/tab';
import { printedBy } from '../io.js';

export { manualPage } from './manual-page.js';

/** The script that a shell runs once, so that it asks `funnel complete -- …` at each press of Tab. */
export function shellScript(shell: 'bash' | 'zsh' | 'fish' | 'powershell'): string {
  if (shell === 'bash') return BASH;
  // zsh inserts an answer as it is; the other shells quote it themselves.
  return printedBy(() => script(shell, 'funnel', shell === 'zsh' ? 'FUNNEL_COMPLETE=escaped funnel' : 'funnel'));
}

/**
 * bash-completion's own function would execute names out of funnel.yaml (`compgen -W` expands them), and does not propose
 * files. This one takes words as they are and needs only bash 3.2.
 */
const BASH = `# bash completion for funnel
_funnel() {
  local words=() glued= word line i
  # Bash ends words at = and :, the program does not: --where source=VK.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      [=:]*) if [ $i -gt 1 ]; then glued=1; fi ;;
    esac
    if [ -n "$glued" ]; then
      words[\${#words[@]} - 1]+=$word
      case $word in
        *[=:]) ;;
        *) glued= ;;
      esac
    else
      words+=("$word")
    fi
  done
  local cur=\${words[\${#words[@]} - 1]} quote= flag= cut=
  case $cur in
    [\\"\\']*) quote=\${cur:0:1} cur=\${cur:1} words[\${#words[@]} - 1]=$cur ;;
    # Of a word that is cut the end alone is what bash replaces; within quotes it is all of it.
    *) cur=\${cur//\\\\/} words[\${#words[@]} - 1]=$cur cut=\${cur%"\${cur##*[=:]}"} ;;
  esac
  case $cur in
    -*=*) flag=\${cur%%=*}= ;;
  esac
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :*)
        if [ $((\${line#:} & 2)) -ne 0 ]; then compopt -o nospace 2>/dev/null; fi
        if [ $((\${line#:} & 4)) -ne 0 ]; then compopt +o default 2>/dev/null; fi
        ;;
      *)
        word=$flag\${line%%$'\\t'*}
        word=\${word#"$cut"}
        if [ -z "$quote" ]; then printf -v word %q "$word"; fi
        COMPREPLY+=("$word")
        ;;
    esac
  done < <(funnel complete -- "\${words[@]}" 2>/dev/null)
}
complete -o default -F _funnel funnel
`;
