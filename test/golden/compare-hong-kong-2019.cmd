COLUMNS=100 $PARALLAX compare --quiet samples/hong-kong-2019
