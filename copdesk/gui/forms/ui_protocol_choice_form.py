"""Compiled from ui/protocol_choice_form.ui by packaging/forms.py; change the form instead."""

from __future__ import annotations

from copdesk.language import _
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget
from copdesk.gui.fields.protocol import DefaultBox


class Ui_ProtocolChoiceForm(object):

    def setupUi(self, ProtocolChoiceForm: QWidget) -> None:
        if not ProtocolChoiceForm.objectName():
            ProtocolChoiceForm.setObjectName('ProtocolChoiceForm')
        self.rows = QFormLayout(ProtocolChoiceForm)
        self.rows.setObjectName('rows')
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setHorizontalSpacing(16)
        self.rows.setVerticalSpacing(8)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.title_label = QLabel(ProtocolChoiceForm)
        self.title_label.setObjectName('title_label')
        self.rows.setWidget(0, QFormLayout.ItemRole.LabelRole, self.title_label)
        self.title = QLineEdit(ProtocolChoiceForm)
        self.title.setObjectName('title')
        self.rows.setWidget(0, QFormLayout.ItemRole.FieldRole, self.title)
        self.default_label = QLabel(ProtocolChoiceForm)
        self.default_label.setObjectName('default_label')
        self.rows.setWidget(1, QFormLayout.ItemRole.LabelRole, self.default_label)
        self.default = DefaultBox(ProtocolChoiceForm)
        self.default.setObjectName('default')
        self.rows.setWidget(1, QFormLayout.ItemRole.FieldRole, self.default)
        self.title_label.setBuddy(self.title)
        self.default_label.setBuddy(self.default)
        QWidget.setTabOrder(self.title, self.default)
        self.retranslateUi(ProtocolChoiceForm)
        QMetaObject.connectSlotsByName(ProtocolChoiceForm)

    def retranslateUi(self, ProtocolChoiceForm: QWidget) -> None:
        self.title_label.setText(_('&Title'))
        self.default_label.setText(_('&Usually'))
        pass
