libcore_a_SOURCES += \
	src/job/animatic_job.c \
	src/job/caps.c src/job/caps.h \
	src/job/clip.c \
	src/job/program_job.c src/job/program_job.h \
	src/job/program_what.c src/job/program_what.h \
	src/job/db.c src/job/db.h \
	src/job/http.c src/job/http.h \
	src/job/http_ask.c src/job/http_private.h src/job/http_read.c \
	src/job/http_address.c src/job/http_address.h \
	src/job/http_curl.c src/job/http_curl.h \
	src/job/http_proxy.c src/job/http_proxy.h \
	src/job/http_trace.c src/job/http_trace.h \
	src/job/inquiry.c src/job/inquiry.h \
	src/job/job.c src/job/job.h \
	src/job/jobs.c src/job/jobs.h \
	src/job/jobs_stop.c \
	src/job/key.c src/job/key.h \
	src/job/key_command.c src/job/key_private.h \
	src/job/ledger.c src/job/ledger.h src/job/ledger_private.h \
	src/job/ledger_list.c \
	src/job/ledger_watch.c src/job/ledger_watch.h \
	src/job/process.c src/job/process.h \
	src/job/process_guard.c src/job/process_guard.h \
	src/job/publish.c \
	src/job/resume.c \
	src/job/run.h \
	src/job/settle.c \
	src/job/slot.c src/job/slot.h \
	src/job/spending.c src/job/spending.h \
	src/job/standing.c src/job/standing.h \
	src/job/stills.c src/job/stills.h src/job/stills_plan.c \
	src/job/wire_clip.c \
	src/job/wire_job.c \
	src/job/wire_leave.c \
	src/job/wire_note.c \
	src/job/wire_wait.c \
	src/job/wire_run.c src/job/wire_run.h
