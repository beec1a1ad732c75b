scenetty_SOURCES += \
	src/app/ask.c src/app/ask.h \
	src/app/bar.c src/app/bar.h \
	src/app/cli.c src/app/cli.h \
	src/app/main.c \
	src/app/pen.c src/app/pen.h \
	src/app/screen.c src/app/screen.h \
	src/app/terminal.c src/app/terminal.h \
	src/app/tui.c src/app/tui.h

# The program prints its own manual page and completions, from its command table.
nodist_man1_MANS = scenetty.1
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
nodist_bashcompletion_DATA = completions/bash/scenetty
nodist_zshcompletion_DATA = completions/zsh/_scenetty
nodist_fishcompletion_DATA = completions/fish/scenetty.fish
printed = $(nodist_man1_MANS) $(nodist_bashcompletion_DATA) $(nodist_zshcompletion_DATA) \
	$(nodist_fishcompletion_DATA)
CLEANFILES = $(printed)
$(printed): scenetty$(EXEEXT)
	$(AM_V_GEN)case $@ in \
	*.1) set -- --man ;; \
	*/bash/*) set -- --completions bash ;; \
	*/zsh/*) set -- --completions zsh ;; \
	*/fish/*) set -- --completions fish ;; \
	esac; mkdir -p $$(dirname $@) && \
	./scenetty$(EXEEXT) help "$$@" >$@.tmp && mv -f $@.tmp $@
