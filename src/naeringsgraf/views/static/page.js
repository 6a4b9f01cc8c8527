// Start everything; from here on the state leads and the parts follow.

watchers.push(showControls, () => picture.show(), () => panel.show(), () => table.show());
startLegend();
startFold();
startPeriod();
startButtons();
search.start();
table.start();
picture.start();
addEventListener('hashchange', readLink);
addEventListener('popstate', readLink);
readLink();
