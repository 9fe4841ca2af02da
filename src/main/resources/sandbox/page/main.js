// Puts the page together. Data goes one way: events from the server, through state, into what is shown.

import { listen } from "./api.js";
import { startChannels } from "./channels.js";
import { startComposer } from "./composer.js";
import { startLayout } from "./layout.js";
import { startLog } from "./log.js";
import { startNotice } from "./notice.js";
import { startPeople } from "./people.js";
import { startPlayers } from "./players.js";
import { keepTrue } from "./time.js";
import { startTour } from "./tour.js";
import { startWeather } from "./weather.js";
import { startWire } from "./wire.js";

startPlayers();
startWeather();
startWire();
startLayout();
startPeople();
startLog();
startComposer();
startChannels();
startNotice();
startTour();
keepTrue();
listen();
