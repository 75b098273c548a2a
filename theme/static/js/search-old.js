// For browsers without modules alone, and so in the language of 2009: says that the search does not work in them.
document.getElementById("search-old").hidden = false;
