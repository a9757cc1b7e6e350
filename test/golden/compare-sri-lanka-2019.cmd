COLUMNS=100 $PARALLAX compare --quiet samples/sri-lanka-2019
