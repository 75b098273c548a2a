importScripts("{{ asset("js/offline-worker.js") }}");
