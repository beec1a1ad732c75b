/* SPDX-License-Identifier: MIT
 *
 * What each shell needs to complete our words: it asks `scenetty help --complete`
 * with the words typed so far and gets a line a candidate: the word, a tab, what
 * it is; or :files or :folders, for the shell's own.
 */
#include "core/help/manual.h"

#include <string.h>

#include "util/mem.h"

static const char bash[] =
	"# bash completion for scenetty\n"
	"_scenetty()\n"
	"{\n"
	"\tlocal cur=${COMP_WORDS[COMP_CWORD]} cword=$COMP_CWORD word front\n"
	"\tlocal -a words=(\"${COMP_WORDS[@]}\")\n"
	"\tif declare -F _get_comp_words_by_ref >/dev/null; then\n"
	"\t\t_get_comp_words_by_ref -n =: cur words cword\n"
	"\tfi\n"
	"\tCOMPREPLY=()\n"
	"\twhile IFS=$'\\t' read -r word _; do\n"
	"\t\tcase $word in\n"
	"\t\t:files | :folders)\n"
	"\t\t\tcompopt -o filenames\n"
	"\t\t\tlocal kind=-f\n"
	"\t\t\t[ \"$word\" = :folders ] && kind=-d\n"
	"\t\t\tmapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen \"$kind\" -- \"$cur\")\n"
	"\t\t\t;;\n"
	"\t\t*)\n"
	"\t\t\tCOMPREPLY+=(\"$word\")\n"
	"\t\t\t[ \"${word%=}\" = \"$word\" ] || compopt -o nospace\n"
	"\t\t\t;;\n"
	"\t\tesac\n"
	"\tdone < <(\"$1\" help --complete -- \"${words[@]:1:cword}\" 2>/dev/null)\n"
	"\t# bash has broken the word at its = and : and wants the last piece alone\n"
	"\tfront=${cur%\"${cur##*[=:]}\"}\n"
	"\tCOMPREPLY=(\"${COMPREPLY[@]#\"$front\"}\")\n"
	"}\n"
	"complete -F _scenetty scenetty\n";

static const char zsh[] = "#compdef scenetty\n"
			  "_scenetty()\n"
			  "{\n"
			  "\tlocal -a lines plain open\n"
			  "\tlocal line word what\n"
			  "\tlines=(\"${(@f)$(\"${words[1]}\" help --complete -- \\\n"
			  "\t\t\"${(@)words[2,CURRENT]}\" 2>/dev/null)}\")\n"
			  "\tfor line in $lines; do\n"
			  "\t\tword=${line%%$'\\t'*} what=${line#*$'\\t'}\n"
			  "\t\tcase $word in\n"
			  "\t\t:files) _files ;;\n"
			  "\t\t:folders) _files -/ ;;\n"
			  "\t\t*=) open+=(\"${word//:/\\\\:}${what:+:$what}\") ;;\n"
			  "\t\t*) plain+=(\"${word//:/\\\\:}${what:+:$what}\") ;;\n"
			  "\t\tesac\n"
			  "\tdone\n"
			  "\t(( $#plain )) && _describe scenetty plain\n"
			  "\t(( $#open )) && _describe field open -S ''\n"
			  "}\n"
			  "_scenetty \"$@\"\n";

static const char fish[] = "# fish completion for scenetty\n"
			   "function __scenetty_complete\n"
			   "\tset -l words (commandline -opc) (commandline -ct)\n"
			   "\tfor line in ($words[1] help --complete -- $words[2..] 2>/dev/null)\n"
			   "\t\tswitch $line\n"
			   "\t\t\tcase ':files*'\n"
			   "\t\t\t\t__fish_complete_path (commandline -ct)\n"
			   "\t\t\tcase ':folders*'\n"
			   "\t\t\t\t__fish_complete_directories (commandline -ct)\n"
			   "\t\t\tcase '*'\n"
			   "\t\t\t\techo $line\n"
			   "\t\tend\n"
			   "\tend\n"
			   "end\n"
			   "complete -c scenetty -f -a '(__scenetty_complete)'\n";

static const struct {
	const char *name, *script;
} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};

void manual_completions(struct buf *out, const char *shell)
{
	for (size_t i = 0; i < LENGTH(shells); i++)
		if (strcmp(shells[i].name, shell) == 0)
			buf_add_str(out, shells[i].script);
}
