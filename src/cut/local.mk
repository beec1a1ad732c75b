libcore_a_SOURCES += src/cut/plan.h
