# what each command does, and its row
libcore_a_SOURCES += \
	src/core/commands/add.c \
	src/core/commands/cast.c \
	src/core/commands/check.c \
	src/core/commands/commands.h \
	src/core/commands/cut.c \
	src/core/commands/film.c \
	src/core/commands/find.c \
	src/core/commands/fit.c \
	src/core/commands/help.c \
	src/core/commands/import.c \
	src/core/commands/job.c \
	src/core/commands/jobs.c \
	src/core/commands/judge.c \
	src/core/commands/make.c \
	src/core/commands/order.c \
	src/core/commands/prompt.c \
	src/core/commands/providers.c \
	src/core/commands/put.c \
	src/core/commands/register.c \
	src/core/commands/replace.c \
	src/core/commands/script.c \
	src/core/commands/show.c \
	src/core/commands/spend.c \
	src/core/commands/split.c \
	src/core/commands/status.c \
	src/core/commands/table.c \
	src/core/commands/table_board.c \
	src/core/commands/table_edit.c \
	src/core/commands/table_judge.c \
	src/core/commands/table_look.c \
	src/core/commands/table_providers.c \
	src/core/commands/table_takes.c \
	src/core/commands/table_text.c \
	src/core/commands/table_view.c \
	src/core/commands/take.c
