// Highlights the stretch of the article that the address names (#12-34, in code points).
