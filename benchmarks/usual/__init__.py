"""The peer: the same directory served the usual way.

Nested ModelSerializers over the working copy, with `select_related` and `prefetch_related`, paged
by DRF, under the same settings and the same gunicorn. It is written as well as its kind allows: a
list costs a fixed number of queries, however many services are on the page.
"""
