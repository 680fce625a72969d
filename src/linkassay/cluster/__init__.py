"""Cluster: asks on many machines, one lane of one machine at a time.

Takes: lanes, what all bundles have in common, the machines. Gives: the `Fetcher` of a cluster, and
on the far side a shard for each bundle.
Never: connects to a host of a link itself, tells a machine of another bundle's hosts or secrets, or
counts a shard twice.
"""

from linkassay.cluster.fetcher import ClusterFetcher
from linkassay.cluster.journey import Journey

__all__ = ["ClusterFetcher", "Journey"]
