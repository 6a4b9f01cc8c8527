// Start everything; from here on the state leads and the parts follow.

watchers.push(showControls, () => picture.show(), () => panel.show(), () => table.show());
startLegend();
startFold();
startPicks();
startPeriod();
startButtons();
startSearch();
table.start();
picture.start();
addEventListener('hashchange', readLink);
addEventListener('popstate', readLink);
readLink();
