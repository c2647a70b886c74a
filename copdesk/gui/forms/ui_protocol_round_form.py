"""Compiled from ui/protocol_round_form.ui by packaging/forms.py; change the form instead."""

from __future__ import annotations

from copdesk.language import _
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QWidget
from copdesk.gui.fields.protocol import EarlyBox, PassingBox, TurnOrderBox, TurnsOverBox
from copdesk.gui.widgets.length_field import LengthField


class Ui_ProtocolRoundForm(object):

    def setupUi(self, ProtocolRoundForm: QWidget) -> None:
        if not ProtocolRoundForm.objectName():
            ProtocolRoundForm.setObjectName('ProtocolRoundForm')
        self.rows = QFormLayout(ProtocolRoundForm)
        self.rows.setObjectName('rows')
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setHorizontalSpacing(16)
        self.rows.setVerticalSpacing(8)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.heading_0 = QLabel(ProtocolRoundForm)
        self.heading_0.setObjectName('heading_0')
        self.heading_0.setProperty('role', 'heading')
        self.rows.setWidget(0, QFormLayout.ItemRole.SpanningRole, self.heading_0)
        self.over_label = QLabel(ProtocolRoundForm)
        self.over_label.setObjectName('over_label')
        self.rows.setWidget(1, QFormLayout.ItemRole.LabelRole, self.over_label)
        self.over = TurnsOverBox(ProtocolRoundForm)
        self.over.setObjectName('over')
        self.rows.setWidget(1, QFormLayout.ItemRole.FieldRole, self.over)
        self.order_label = QLabel(ProtocolRoundForm)
        self.order_label.setObjectName('order_label')
        self.rows.setWidget(2, QFormLayout.ItemRole.LabelRole, self.order_label)
        self.order = TurnOrderBox(ProtocolRoundForm)
        self.order.setObjectName('order')
        self.rows.setWidget(2, QFormLayout.ItemRole.FieldRole, self.order)
        self.gap_label = QLabel(ProtocolRoundForm)
        self.gap_label.setObjectName('gap_label')
        self.rows.setWidget(3, QFormLayout.ItemRole.LabelRole, self.gap_label)
        self.gap = LengthField(ProtocolRoundForm)
        self.gap.setObjectName('gap')
        self.rows.setWidget(3, QFormLayout.ItemRole.FieldRole, self.gap)
        self.passing_label = QLabel(ProtocolRoundForm)
        self.passing_label.setObjectName('passing_label')
        self.rows.setWidget(4, QFormLayout.ItemRole.LabelRole, self.passing_label)
        self.passing = PassingBox(ProtocolRoundForm)
        self.passing.setObjectName('passing')
        self.rows.setWidget(4, QFormLayout.ItemRole.FieldRole, self.passing)
        self.early_label = QLabel(ProtocolRoundForm)
        self.early_label.setObjectName('early_label')
        self.rows.setWidget(5, QFormLayout.ItemRole.LabelRole, self.early_label)
        self.early = EarlyBox(ProtocolRoundForm)
        self.early.setObjectName('early')
        self.rows.setWidget(5, QFormLayout.ItemRole.FieldRole, self.early)
        self.repeatable = QCheckBox(ProtocolRoundForm)
        self.repeatable.setObjectName('repeatable')
        self.rows.setWidget(6, QFormLayout.ItemRole.SpanningRole, self.repeatable)
        self.over_label.setBuddy(self.over)
        self.order_label.setBuddy(self.order)
        self.gap_label.setBuddy(self.gap)
        self.passing_label.setBuddy(self.passing)
        self.early_label.setBuddy(self.early)
        QWidget.setTabOrder(self.over, self.order)
        QWidget.setTabOrder(self.order, self.gap)
        QWidget.setTabOrder(self.gap, self.passing)
        QWidget.setTabOrder(self.passing, self.early)
        QWidget.setTabOrder(self.early, self.repeatable)
        self.retranslateUi(ProtocolRoundForm)
        QMetaObject.connectSlotsByName(ProtocolRoundForm)

    def retranslateUi(self, ProtocolRoundForm: QWidget) -> None:
        self.heading_0.setText(_('The round'))
        self.over_label.setText(_('A turn &for'))
        self.order_label.setText(_('In the or&der of'))
        self.gap_label.setText(_('&Silence between turns'))
        self.passing_label.setText(_('May a turn be &passed?'))
        self.early_label.setText(_('Who ends earl&y'))
        self.repeatable.setText(_('May be done a second time'))
        pass
