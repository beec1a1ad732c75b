libcore_a_SOURCES += src/job/ledger.h
