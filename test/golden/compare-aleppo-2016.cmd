COLUMNS=100 $PARALLAX compare --quiet samples/aleppo-2016
