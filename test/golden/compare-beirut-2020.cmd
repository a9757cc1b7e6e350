COLUMNS=100 $PARALLAX compare --quiet samples/beirut-2020
