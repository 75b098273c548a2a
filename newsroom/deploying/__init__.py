"""Sends a built site to where it is served: what readers' pages need first, pages next, deletions last."""

from newsroom.deploying.address import open_target
from newsroom.deploying.send import Sent, send
from newsroom.deploying.target import DeployError, Target

__all__ = ["DeployError", "Sent", "Target", "open_target", "send"]
