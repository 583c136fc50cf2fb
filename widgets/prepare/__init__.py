"""The room Prepare: what is asked, how far the word goes, what may change, who is needed, what there is."""
