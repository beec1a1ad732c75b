# the command table and its commands
