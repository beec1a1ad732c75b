# films to open, installed as documentation
kittendir = $(docdir)/examples/kitten-firefighter
dist_kitten_DATA = examples/kitten-firefighter/film.json
chatondir = $(docdir)/examples/chaton-pompier
dist_chaton_DATA = examples/chaton-pompier/film.json
# a program that makes clips
commanddir = $(docdir)/examples/command
dist_command_SCRIPTS = examples/command/testclip.sh
