# Reads the strace of a save (-s 0: names are whole, texts are not) and tells the
# moments at which a power cut would do harm. The model: what was written to a file
# is there in any part until the file is synced; a rename is there or not until
# its folder is synced.
#
#   may[i]    film.json may be file i after the cut; file 0 is the old one
#   torn[i]   file i may hold neither the old text nor the new

function first_number(line) { sub(/^[a-z0-9]+\(/, "", line); return line + 0 }
function result(line)	    { sub(/.*\) += /, "", line); return line + 0 }
function look(  i) {
	for (i in may) {
		states++
		if (torn[i])
			print "behind “" $0 "”: film.json may be neither old nor new"
		if (told == 2 && i == 0)
			print "behind “" $0 "”: saved was told, yet the old film may come back"
	}
}

BEGIN { may[0] = 1 }

/^openat\(/ {
	fd = result($0)
	delete file[fd]
	if (/O_TRUNC/)
		file[fd] = /"film.json"/ ? 0 : ++files
	if (/O_TRUNC/)
		torn[file[fd]] = 1
}
/^write\(/ {
	fd = first_number($0)
	if (fd == 1)
		told++
	else if (fd in file)
		torn[file[fd]] = 1
}
/^fsync\(/ {
	fd = first_number($0)
	if (fd in file) {
		torn[file[fd]] = 0
	} else if (renamed != "" && fd == folder) {
		delete may
		may[renamed] = 1
	}
}
/^renameat\(.*"film.json"\)/ {
	folder = first_number($0)
	renamed = files
	may[renamed] = 1
}
{ look() }
END { if (states < 5) print "nothing was looked at" }
