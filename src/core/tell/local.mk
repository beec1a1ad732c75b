# what is said and in which form
libcore_a_SOURCES += \
	src/core/tell/exit_code.c src/core/tell/exit_code.h \
	src/core/tell/job_facts.c src/core/tell/job_facts.h \
	src/core/tell/model_words.c src/core/tell/model_words.h \
	src/core/tell/output.c src/core/tell/output.h \
	src/core/tell/page.c src/core/tell/page.h \
	src/core/tell/plain.c src/core/tell/plain.h \
	src/core/tell/provider_page.c src/core/tell/provider_page.h \
	src/core/tell/setup.c src/core/tell/setup.h \
	src/core/tell/table.c src/core/tell/table.h \
	src/core/tell/takes.c src/core/tell/takes.h
