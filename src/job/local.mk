libcore_a_SOURCES += src/job/jobs.h src/job/ledger.h
