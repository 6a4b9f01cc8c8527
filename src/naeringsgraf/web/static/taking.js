// The tools of every page.

import { closeOnEscape, offerCopy, offerPicture } from '/static/tools.js';

const find = (id) => document.getElementById(id);

offerCopy(find('copy'), find('address'), find('said'));
offerPicture(find('png'), find('said'));
closeOnEscape();
