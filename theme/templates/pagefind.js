export * from "{{ asset("js/pagefind-api.js") }}";
