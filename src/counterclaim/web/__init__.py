"""The web app: a thin door on the store. It loads no language model and needs no network.

Pages are whole without script; script adds the map, the time line and marks that light up. All
that comes from an article is hostile: templates escape it, and no page may run or fetch anything
but this package's own files.
"""
