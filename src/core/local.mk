# the session, the command table, commands by subject
libcore_a_SOURCES += \
	src/core/bill.c src/core/bill.h src/core/bill_show.c \
	src/core/batch.c src/core/batch.h src/core/batch_private.h \
	src/core/batch_circle.c src/core/batch_tell.c src/core/batch_turn.c src/core/batch_wait.c \
	src/core/call.c src/core/call.h \
	src/core/call_run.c src/core/call_run.h \
	src/core/call_words.c \
	src/core/command.c src/core/command.h \
	src/core/command_table.c src/core/command_table.h \
	src/core/command_table_board.c \
	src/core/command_table_look.c \
	src/core/command_table_providers.c \
	src/core/command_table_takes.c \
	src/core/command_table_text.c \
	src/core/command_table_view.c \
	src/core/commands_add.c \
	src/core/commands_check.c \
	src/core/commands_cut.c \
	src/core/commands_film.c \
	src/core/commands_cast.c \
	src/core/commands_find.c src/core/texts.c src/core/texts.h \
	src/core/commands_replace.c src/core/replace.c src/core/replace.h \
	src/core/commands_import.c \
	src/core/commands_job.c \
	src/core/commands_jobs.c \
	src/core/carry.c src/core/carry.h \
	src/core/catalogs.c src/core/catalogs.h \
	src/core/circle.c src/core/circle.h \
	src/core/commands_providers.c \
	src/core/commands_prompt.c \
	src/core/commands_put.c \
	src/core/commands_register.c \
	src/core/register.c src/core/register.h \
	src/core/filter.c src/core/filter.h \
	src/core/commands_judge.c \
	src/core/commands_order.c \
	src/core/commands_spend.c \
	src/core/commands_script.c src/core/script.c src/core/script.h \
	src/core/commands_split.c \
	src/core/command_table_edit.c src/core/command_table_judge.c \
	src/core/ids.c src/core/ids.h \
	src/core/commands_fit.c \
	src/core/commands_help.c \
	src/core/commands_make.c \
	src/core/commands_show.c \
	src/core/commands_status.c \
	src/core/commands_take.c \
	src/core/complete.c src/core/complete.h \
	src/core/complete_value.c \
	src/core/exit_code.c src/core/exit_code.h \
	src/core/job_facts.c src/core/job_facts.h \
	src/core/key.c src/core/key.h \
	src/core/help.c src/core/help.h src/core/help_keys.c \
	src/core/key_list.c src/core/key_list.h \
	src/core/keymap.c src/core/keymap.h \
	src/core/keymap_file.c \
	src/core/keymap_line.c src/core/keymap_line.h \
	src/core/manual.c src/core/manual.h \
	src/core/model_words.c src/core/model_words.h \
	src/core/near.c src/core/near.h \
	src/core/offers.c src/core/offers.h \
	src/core/output.c src/core/output.h \
	src/core/overview.c src/core/overview.h src/core/overview_jobs.c src/core/overview_private.h \
	src/core/overview_times.c \
	src/core/page.c src/core/page.h \
	src/core/picture.c src/core/picture.h \
	src/core/place.c src/core/place.h \
	src/core/pictures_told.c src/core/pictures_told.h \
	src/core/plain.c src/core/plain.h \
	src/core/provider_page.c src/core/provider_page.h \
	src/core/server_test.c src/core/server_test.h \
	src/core/session_wait.c \
	src/core/session.c src/core/session.h \
	src/core/setting.c src/core/setting.h \
	src/core/setup.c src/core/setup.h \
	src/core/sheet.c src/core/sheet.h \
	src/core/shells.c \
	src/core/stage.c src/core/stage.h \
	src/core/table.c src/core/table.h \
	src/core/takes.c src/core/takes.h \
	src/core/target.c src/core/target.h \
	src/core/underway.c src/core/underway.h \
	src/core/words.c src/core/words.h
